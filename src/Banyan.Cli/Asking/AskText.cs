using Banyan.Cli.Output;

namespace Banyan.Cli.Asking;

/// <summary>The answer's text alone, as it comes.</summary>
internal sealed class AskText(ShownText shown) : AskOutput
{
    public override Task ShowAsync(string piece)
    {
        shown.Put(piece);
        return Task.CompletedTask;
    }

    public override void End(ChatAnswer answer) => shown.End(answer.IsComplete);
}
