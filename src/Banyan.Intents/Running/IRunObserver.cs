namespace Banyan.Intents.Running;

/// <summary>Learns of runs as they are answered: metrics. Must be quick, must not block and must not throw.</summary>
public interface IRunObserver
{
    /// <summary>A run was answered, and that is written down. One that waits for a yes is told of then, and again when its end is told.</summary>
    /// <param name="status">How it stands, as <c>succeeded</c> or <c>awaiting_confirmation</c>.</param>
    void Answered(string status);
}
