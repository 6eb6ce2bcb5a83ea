using Banyan.Gateway.Tools.Executing;

namespace Banyan.Host.Telemetry.Recording;

/// <summary>Counts and times calls of tools. A name no tool has is whatever a model made up: it makes no series.</summary>
internal sealed class ToolMeter(Board board) : IToolObserver
{
    public void Ran(ToolExecution execution)
    {
        var tool = execution.ToolId is null ? BoundedLabels.Other : execution.Tool;
        board.ToolExecutions.Add(new LabelSet(tool, execution.Status.ToString().ToLowerInvariant()));
        board.ToolMs.Add(new LabelSet(tool), execution.LatencyMs);
    }
}
