using Banyan.Cli.Output;

namespace Banyan.Cli.Chatting.Verbs;

/// <summary>A command within a chat.</summary>
/// <param name="Name">What it is called, with its slash.</param>
/// <param name="Argument">What may stand behind it; empty for nothing.</param>
/// <param name="Does">What it does.</param>
/// <param name="RunAsync">Does it, given what stood behind it.</param>
internal sealed record ChatVerb(string Name, string Argument, string Does, Func<string, CancellationToken, Task<CliFailure?>> RunAsync);
