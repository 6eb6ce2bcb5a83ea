using Banyan.Cli.Chatting.Runs;
using Banyan.Cli.Chatting.Show;
using Banyan.Cli.Editing;
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

    /// <summary>What tells a person that something is under way.</summary>
    public required Spinner Spinner { get; init; }

    /// <summary>How commands show what they found.</summary>
    public required VerbPage Page { get; init; }

    /// <summary>Gets a changed message: what stood behind the command, or the old one edited where somebody can.</summary>
    /// <returns>The text; null when there is none, and why if that is a failure.</returns>
    public async Task<(string? Text, CliFailure? Failure)> EditAsync(string said, string old, ChatStop stop)
    {
        if (said.Length > 0)
        {
            return (said, null);
        }

        if (!Input.IsEdited)
        {
            return (null, CliFailure.Usage("Changed to what?", "Write it behind the command: /edit TEXT."));
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop.Turn, stop.End);
        var text = await Input.ReadMessageAsync(new TypedAsk("edit> ") { IsMessage = true, Initial = old }, either.Token);
        if (string.IsNullOrWhiteSpace(text))
        {
            Talk.Remark("Nothing was sent.");
            return (null, null);
        }

        return (text.Trim(), null);
    }
}
