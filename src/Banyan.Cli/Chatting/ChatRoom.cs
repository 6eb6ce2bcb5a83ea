using Banyan.Cli.Chatting.Show;
using Banyan.Cli.Http;
using Banyan.Cli.Output;

namespace Banyan.Cli.Chatting;

/// <summary>What a chat has to do with: the world, the service, and how it talks, shows and listens.</summary>
internal sealed record ChatRoom(CliContext Context, BanyanApi Api)
{
    /// <summary>How it talks.</summary>
    public required Talk Talk { get; init; }

    /// <summary>How it shows runs.</summary>
    public required ChatOutput Output { get; init; }

    /// <summary>How it listens.</summary>
    public required LineInput Input { get; init; }

    /// <summary>What it may do without asking.</summary>
    public required ChatManners Manners { get; init; }

    /// <summary>How commands show what they found.</summary>
    public required VerbPage Page { get; init; }

    /// <summary>Gets a changed message.</summary>
    /// <returns>The text; null when there is none, and why.</returns>
    public static (string? Text, CliFailure? Failure) Edited(string said) =>
        said.Length > 0 ? (said, null) : (null, CliFailure.Usage("Changed to what?", "Write it behind the command: /edit TEXT."));
}
