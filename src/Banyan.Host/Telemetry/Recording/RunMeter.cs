using Banyan.Intents.Running;

namespace Banyan.Host.Telemetry.Recording;

/// <summary>Counts answered runs of the orchestrator.</summary>
internal sealed class RunMeter(Board board) : IRunObserver
{
    public void Answered(string status) => board.IntentRuns.Add(new LabelSet(status));
}
