// The tests share one browser and two processors at most: side by side they would only measure one another.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
