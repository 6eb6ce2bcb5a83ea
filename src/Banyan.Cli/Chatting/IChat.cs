using Banyan.Cli.Chatting.Runs;
using Banyan.Cli.Chatting.Verbs;
using Banyan.Cli.Output;

namespace Banyan.Cli.Chatting;

/// <summary>Somebody to talk with: the orchestrator, or a model.</summary>
internal interface IChat
{
    /// <summary>What it says first, to a person.</summary>
    IEnumerable<string> Greeting { get; }

    /// <summary>Commands of a chat; those that mean nothing here say so.</summary>
    IReadOnlyList<ChatVerb> Verbs { get; }

    /// <summary>Words of its own that may stand in a message, for completing them.</summary>
    IReadOnlyList<string> Words { get; }

    /// <summary>Why the last message was not done as asked, though it was answered; null when it was.</summary>
    CliFailure? Outcome { get; }

    /// <summary>Says something and shows what is answered.</summary>
    /// <returns>Why there is no whole answer; null when there is one.</returns>
    Task<CliFailure?> SayAsync(string text, ChatStop stop);
}
