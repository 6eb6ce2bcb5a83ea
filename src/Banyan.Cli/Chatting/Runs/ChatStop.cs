namespace Banyan.Cli.Chatting.Runs;

/// <summary>How what runs may be stopped.</summary>
/// <param name="Turn">Done when the answer is to be stopped, and what came of it told.</param>
/// <param name="End">Done when everything is to end at once.</param>
internal sealed record ChatStop(CancellationToken Turn, CancellationToken End);
