namespace Banyan.Host.Hosting;

/// <summary>The words after the program's name. Secrets are never among them: a command line can be read by others.</summary>
internal sealed record HostArguments
{
    private static readonly string[] WithValue = ["--config", "--name", "--service", "--scopes", "--models", "--tools", "--role", "--expires", "--demo-ports"];

    public HostCommand Command { get; private set; }

    public string? KeysVerb { get; private set; }

    public string? KeysId { get; private set; }

    public string? ConfigPath { get; private set; }

    public bool IsStrict { get; private set; }

    /// <summary>Whether a check also asks every provider.</summary>
    public bool IsLive { get; private set; }

    public bool WantsJson { get; private set; }

    public bool WantsHelp { get; private set; }

    /// <summary>Whether the sample services are started beside and a typed e-mail is an identity.</summary>
    public bool IsDemo { get; private set; }

    /// <summary>What is wrong with the words; null when nothing is.</summary>
    public string? Problem { get; private set; }

    /// <summary>Values of the options that have one.</summary>
    public Dictionary<string, string> Values { get; } = new(StringComparer.Ordinal);

    public static HostArguments Parse(IReadOnlyList<string> words)
    {
        var parsed = new HostArguments();
        for (var i = 0; i < words.Count && parsed.Problem is null; i++)
        {
            i += parsed.Take(words[i], i + 1 < words.Count ? words[i + 1] : null);
        }

        if (parsed is { Command: HostCommand.Keys, Problem: null, WantsHelp: false } && parsed.KeysVerb is not ("create" or "list" or "revoke"))
        {
            parsed.Problem = "--keys wants one of: create, list, revoke.";
        }

        parsed.Problem ??= parsed is { IsLive: true, Command: not HostCommand.Check } ? "--live goes with --check." : parsed.DemoProblem();
        parsed.ConfigPath ??= parsed.Values.GetValueOrDefault("--config");
        return parsed;
    }

    private string? DemoProblem() => this switch
    {
        { IsDemo: true, Command: not HostCommand.Serve } => "--demo is for serving: it does not go with --check or --keys.",
        { IsDemo: false } when Values.ContainsKey("--demo-ports") => "--demo-ports goes with --demo.",
        _ when Values.GetValueOrDefault("--demo-ports", "any") != "any" => "--demo-ports wants: any.",
        _ => null,
    };

    /// <summary>Takes one word and says how many of those after it went with it.</summary>
    private int Take(string word, string? next)
    {
        if (WithValue.Contains(word))
        {
            return TakeValue(word, next);
        }

        switch (word)
        {
            case "--help" or "-h" or "-?":
                WantsHelp = true;
                return 0;
            case "--check":
                Command = HostCommand.Check;
                return TakeFile(next);
            case "--strict":
                IsStrict = true;
                return 0;
            case "--live":
                IsLive = true;
                return 0;
            case "--json":
                WantsJson = true;
                return 0;
            case "--demo":
                IsDemo = true;
                return 0;
            case "--keys":
                Command = HostCommand.Keys;
                KeysVerb = next;
                return next is null ? 0 : 1;
            default:
                return TakeBare(word);
        }
    }

    private int TakeValue(string word, string? next)
    {
        if (next is null || next.StartsWith("--", StringComparison.Ordinal))
        {
            Problem = $"{word} wants a value.";
            return 0;
        }

        Values[word] = next;
        return 1;
    }

    private int TakeFile(string? next)
    {
        if (next is null || next.StartsWith("--", StringComparison.Ordinal))
        {
            return 0;
        }

        ConfigPath = next;
        return 1;
    }

    private int TakeBare(string word)
    {
        if (Command == HostCommand.Keys && KeysVerb == "revoke" && KeysId is null && !word.StartsWith("--", StringComparison.Ordinal))
        {
            KeysId = word;
            return 0;
        }

        Problem = $"'{word}' is not understood here.";
        return 0;
    }
}
