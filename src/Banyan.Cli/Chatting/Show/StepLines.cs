using Banyan.Cli.Chatting.Runs;
using Banyan.Cli.Output;

namespace Banyan.Cli.Chatting.Show;

/// <summary>A line for each step. Where a person looks on it is begun with the step and ended with it; elsewhere it comes whole.</summary>
internal sealed class StepLines(Talk talk, bool isWatched)
{
    private string? _begun;

    /// <summary>A step runs.</summary>
    public void Begin(StepTold step)
    {
        if (isWatched)
        {
            EndLine();
            _begun = "  " + StepWords.Name(step);
            talk.Part(_begun);
        }
    }

    /// <summary>A step ended.</summary>
    public void End(StepTold step)
    {
        var whole = "  " + StepWords.Ended(step);
        if (_begun is { } begun && whole.StartsWith(begun, StringComparison.Ordinal))
        {
            talk.Part(whole[begun.Length..]);
            EndLine();
        }
        else
        {
            EndLine();
            talk.Remark(whole);
        }
    }

    /// <summary>Ends a line that was begun, for something else is to be said.</summary>
    public void EndLine()
    {
        if (_begun is not null)
        {
            _begun = null;
            talk.Part("\n");
        }
    }
}
