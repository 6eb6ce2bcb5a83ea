namespace Banyan.GraphQL.Execution.Batching;

/// <summary>Keys of one batch, waiting.</summary>
internal interface ILoader
{
    /// <summary>Loads what is waiting in one call.</summary>
    void Send();
}
