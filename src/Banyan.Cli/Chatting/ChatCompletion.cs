using Banyan.Cli.Chatting.Verbs;
using Banyan.Cli.Editing;

namespace Banyan.Cli.Chatting;

/// <summary>Completes what is typed in a chat: commands, what may stand behind them, and the chat's own words.</summary>
internal sealed class ChatCompletion(IReadOnlyList<ChatVerb> verbs, Func<IReadOnlyList<string>> words, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>What the word at the end may become.</summary>
    public async Task<Completion> FindAsync(string before, CancellationToken cancellationToken)
    {
        var start = before.LastIndexOfAny([' ', '\n', '\t']) + 1;
        var word = before[start..];
        if (!before.StartsWith('/'))
        {
            return word.Length == 0 ? Completion.None : Those(start, word, words());
        }

        if (start == 0)
        {
            return Those(0, word, verbs.Where(verb => verb.IsHere).Select(verb => verb.Name));
        }

        var named = before.Split(' ', 2)[0];
        return verbs.FirstOrDefault(verb => verb.Name == named)?.Choices is { } choices
            ? Those(start, word, await AskAsync(choices, cancellationToken))
            : Completion.None;
    }

    private static Completion Those(int start, string word, IEnumerable<string> known) =>
        new(start, [.. known.Where(one => one.StartsWith(word, StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);

    /// <summary>Asks the service; a service that is slow or away completes nothing.</summary>
    private async Task<IReadOnlyList<string>> AskAsync(Func<CancellationToken, Task<IReadOnlyList<string>>> choices, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            return await choices(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return [];
        }
    }
}
