using Banyan.GraphQL.Transport;
using Banyan.Host.Telemetry.Recording;

namespace Banyan.Host.Graph.Door;

/// <summary>Counts operations and refusals.</summary>
internal sealed class GraphMeter(Board board) : IGraphObserver
{
    /// <inheritdoc />
    public void Ended(GraphOutcome outcome)
    {
        var kind = outcome.Operation?.Kind ?? "none";
        board.GraphSeconds.Add(new LabelSet(kind), outcome.Duration.TotalSeconds);
        if (outcome.RefusalCode is { } code)
        {
            board.GraphRefusals.Add(new LabelSet(code));
        }
    }
}
