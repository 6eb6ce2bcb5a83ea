using System.Collections;
using System.Globalization;
using Banyan.Cli.Http;
using Banyan.Cli.Output;

namespace Banyan.Cli;

/// <summary>All a command may touch of the world: the terminal, the environment, the network and the clock.</summary>
internal sealed record CliContext(Terminal Terminal, IReadOnlyDictionary<string, string> Environment, HttpMessageInvoker Http, TimeProvider Time) : IDisposable
{
    /// <summary>Where presses of Ctrl-C go.</summary>
    public Interrupts Interrupts { get; init; } = new();

    /// <summary>The real world.</summary>
    public static CliContext OfProcess()
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
#pragma warning disable RS0030 // Here the environment enters; everything else is handed its values.
        var variables = System.Environment.GetEnvironmentVariables();
#pragma warning restore RS0030
        var environment = variables.Cast<DictionaryEntry>().ToDictionary(pair => (string)pair.Key, pair => pair.Value as string ?? "", StringComparer.Ordinal);
        return new CliContext(Terminal.OfProcess(), environment, Egress.Create(), TimeProvider.System);
    }

    /// <summary>A variable of the environment; null when it is absent or empty.</summary>
    public string? Variable(string name) => Environment.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    public void Dispose()
    {
        Http.Dispose();
        Interrupts.Dispose();
    }
}
