namespace Banyan.GraphQL.Execution;

/// <summary>An event of a subscription that a slow subscriber may get together with the next, as pieces of one text.</summary>
public interface IJoinableEvent
{
    /// <summary>Both as one event; null when they can't be one.</summary>
    object? Join(object next);
}
