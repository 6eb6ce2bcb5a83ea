using Banyan.Cli.Chatting.Runs;
using Banyan.Cli.Output;

namespace Banyan.Cli.Chatting.Verbs;

/// <summary>A command within a chat.</summary>
/// <param name="Name">What it is called, with its slash.</param>
/// <param name="Argument">What may stand behind it; empty for nothing.</param>
/// <param name="Does">What it does.</param>
/// <param name="RunAsync">Does it, given what stood behind it.</param>
internal sealed record ChatVerb(string Name, string Argument, string Does, Func<string, ChatStop, Task<CliFailure?>> RunAsync)
{
    /// <summary>Whether it means something in this chat; one that does not says so.</summary>
    public bool IsHere { get; init; } = true;

    /// <summary>What may stand behind it, for completing it; null when that can't be known.</summary>
    public Func<CancellationToken, Task<IReadOnlyList<string>>>? Choices { get; init; }

    /// <summary>A command of the other kind of chat.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="why">Why it means nothing here.</param>
    /// <param name="instead">What to do instead.</param>
    public static ChatVerb Elsewhere(string name, string why, string instead) =>
        new(name, "", why, (_, _) => Task.FromResult<CliFailure?>(CliFailure.Usage($"{name} means nothing here: {why}", instead))) { IsHere = false };

    /// <summary>A command that is done at once.</summary>
    public static ChatVerb AtOnce(string name, string argument, string does, Func<string, CliFailure?> run) => new(name, argument, does, (said, _) => Task.FromResult(run(said)));
}
