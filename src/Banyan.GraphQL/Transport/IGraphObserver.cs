namespace Banyan.GraphQL.Transport;

/// <summary>Told of every operation and refusal, for meters. What it throws is not caught: it must not.</summary>
public interface IGraphObserver
{
    /// <summary>An operation ended, or a request was refused.</summary>
    void Ended(GraphOutcome outcome);
}
