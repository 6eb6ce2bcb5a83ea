namespace Banyan.GraphQL.Types;

/// <summary>Stands where a value of a list or batch should: that one could not be found, the others are there. Becomes an error at its own path.</summary>
internal sealed record FailedValue(Exception Failure);
