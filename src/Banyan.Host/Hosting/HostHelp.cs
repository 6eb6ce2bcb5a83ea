using Banyan.Gateway.Catalog;
using Banyan.Gateway.Upstreams;

namespace Banyan.Host.Hosting;

/// <summary>The words of <c>--help</c>.</summary>
internal static class HostHelp
{
    private static readonly string Text = $"""
        Banyan: one service between applications and every LLM.

        Usage:
          Banyan.Host                              serve (default http://127.0.0.1:8090; with nothing configured the mock answers)
          Banyan.Host --demo [--demo-ports any]    serve with a sample shop beside it (from the source tree): a typed e-mail is an
                                                   identity there, so it listens on 127.0.0.1 only and is no way to run a service
          Banyan.Host --check [FILE] [--live] [--strict] [--json]
                                                   check the configuration and say everything that is wrong with it
          Banyan.Host --keys create --service NAME [--name TEXT] [--scopes LIST] [--models LIST] [--tools LIST]
                           [--expires 365d] [--role admin|operator|auditor|developer|viewer|service]
          Banyan.Host --keys list [--json]
          Banyan.Host --keys revoke ID             keys are made on this machine; a key is shown once, at its creation

        Options:
          --config FILE    the configuration (default: $BANYAN_CONFIG, else ./banyan.yaml if it is there)
          --live           ask every provider the smallest thing there is with each of its keys, too: it costs a few tokens
          --strict         warnings count as errors
          --json           print JSON
          --demo-ports any the shop takes free ports instead of 8091 to 8094
          --help           this

        Environment:
          {string.Join("\n  ", PlatformVariables.All.Select(one => $"{one.Name}\n      {one.Effect.Replace("`", "", StringComparison.Ordinal)}"))}

        Exit codes: 0 clean, 1 errors (or warnings with --strict), 2 wrong usage.

        Try your own error handling with the built-in mock: ask for a model name with a script behind a colon, as
        mock/chat:delay=2s,cut=3, or put the same words into metadata as mock_delay, mock_cut:
          {MockHelp.Words.Replace(", ", "\n  ", StringComparison.Ordinal)}
        Models: mock/chat (repeats what it is told), mock/tools (calls tools, answers a JSON schema), mock/embed (vectors),
        mock/priced (as mock/tools, with a made-up price of 1 USD per million input and 3 USD per million output tokens).
        """;

    /// <summary>Prints the help, or what was wrong and where the help is.</summary>
    /// <returns>The exit code.</returns>
    public static int Print(string? problem)
    {
        if (problem is null)
        {
            Console.Out.WriteLine(Text);
            return 0;
        }

        Console.Error.WriteLine($"{problem} See --help.");
        return 2;
    }
}
