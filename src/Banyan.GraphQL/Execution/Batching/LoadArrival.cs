namespace Banyan.GraphQL.Execution.Batching;

/// <summary>A batch's call that ended. The answer does not wait for it as such, only for the fields that want its keys.</summary>
internal abstract class LoadArrival : Arrival;
