using Banyan.Cli.Output;

namespace Banyan.Cli.Asking;

/// <summary>How an answer is shown: text as it comes, or JSON.</summary>
internal abstract class AskOutput
{
    /// <summary>Shows a piece of text that just came.</summary>
    public abstract Task ShowAsync(string piece);

    /// <summary>Shows what is left to show when nothing more comes, whether the answer is whole or not.</summary>
    public abstract void End(ChatAnswer answer);

    /// <summary>The output that flags ask for.</summary>
    /// <param name="terminal">Where it is shown.</param>
    /// <param name="isJson">Whether it is one object.</param>
    /// <param name="isJsonLines">Whether it is a line for each piece.</param>
    /// <param name="shown">How text looks; null for as it comes.</param>
    public static AskOutput Of(Terminal terminal, bool isJson, bool isJsonLines, ShownText? shown = null) =>
        isJsonLines ? new AskJsonLines(terminal) : isJson ? new AskJson(terminal) : new AskText(shown ?? new PlainShown(terminal.Out));
}
