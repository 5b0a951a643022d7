-- Version 2.

-- Sources

-- Articles

-- Stories

-- Reading

-- Writing
