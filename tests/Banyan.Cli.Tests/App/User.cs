using Banyan.Cli.Http;
using Banyan.Cli.Output;
using Banyan.TestKit;

namespace Banyan.Cli.Tests.App;

/// <summary>One user with a home of their own, running commands in this process.</summary>
internal sealed class User : IDisposable
{
    private readonly HttpMessageInvoker _http = Egress.Create();
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);

    public User(Uri? url = null)
    {
        _environment["HOME"] = Home.Path;
        _environment["BANYAN_KEY"] = "byn_live_secret";
        _environment["BANYAN_URL"] = url?.ToString() ?? "http://127.0.0.1:1";
    }

    public TempFolder Home { get; } = new();

    /// <summary>What is piped in; null when a person sits there.</summary>
    public string? Piped { get; set; }

    /// <summary>What a person types, line by line, seen as a terminal echoes it; null when nobody types.</summary>
    public IReadOnlyList<string>? Typed { get; init; }

    /// <summary>Whether data and talk go to one place, as they do on a screen.</summary>
    public bool IsOneScreen { get; init; }

    /// <summary>Where Ctrl-C is pressed.</summary>
    public Interrupts Interrupts { get; } = new();

    /// <summary>Whether a person reads what is printed.</summary>
    public bool IsTerminal { get; set; }

    /// <summary>Whether a person sees the talk while the data goes elsewhere.</summary>
    public bool IsTalkWatched { get; set; }

    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Gets what is printed to standard output, as it is printed.</summary>
    public Action<string>? OnOut { get; set; }

    public User With(string variable, string? value)
    {
        if (value is null)
        {
            _environment.Remove(variable);
        }
        else
        {
            _environment[variable] = value;
        }

        return this;
    }

    public Task<CliRun> RunAsync(params string[] words) => RunAsync(words, TestContext.Current.CancellationToken);

    public Task<CliRun> RunAsync(TextReader typing, params string[] words) => RunAsync(words, typing, TestContext.Current.CancellationToken);

    public Task<CliRun> RunAsync(string[] words, CancellationToken cancellationToken) => RunAsync(words, null, cancellationToken);

    private async Task<CliRun> RunAsync(string[] words, TextReader? typing, CancellationToken cancellationToken)
    {
        using var output = new Watched(this);
        using var apart = new StringWriter();
        var error = IsOneScreen ? output : apart;
        var terminal = new Terminal
        {
            In = typing ?? (Typed is null ? new StringReader(Piped ?? "") : new Typist(Typed, error)),
            Out = output,
            Error = error,
            IsInputTerminal = Piped is null,
            IsOutputTerminal = IsTerminal,
            IsErrorTerminal = IsTerminal || IsTalkWatched,
        };
        var context = new CliContext(terminal, _environment, _http, Time) { Interrupts = Interrupts };
        var exit = await CommandLine.RunAsync(words, context, cancellationToken);
        return new CliRun(exit, output.ToString(), error.ToString());
    }

    public void Dispose()
    {
        _http.Dispose();
        Interrupts.Dispose();
        Home.Dispose();
    }

    private sealed class Typist(IReadOnlyList<string> lines, TextWriter echo) : TextReader
    {
        private int _next;

        public override string? ReadLine()
        {
            var line = _next < lines.Count ? lines[_next++] : null;
            if (line is not null)
            {
                echo.WriteLine(line);
            }

            return line;
        }
    }

    private sealed class Watched(User user) : StringWriter
    {
        public override void Flush() => user.OnOut?.Invoke(ToString());

        public override Task FlushAsync()
        {
            user.OnOut?.Invoke(ToString());
            return Task.CompletedTask;
        }
    }
}
