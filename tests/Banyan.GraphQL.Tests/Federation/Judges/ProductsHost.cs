using System.Diagnostics;
using System.Text.RegularExpressions;
using Banyan.TestKit;

namespace Banyan.GraphQL.Tests.Federation.Judges;

/// <summary>The sample as a process of its own on a port of its own, with the reference subgraphs and a gateway in front.</summary>
public sealed partial class ProductsHost : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private Process? _products;
    private Process? _supergraph;

    /// <summary>The subgraph's address.</summary>
    public string Products { get; private set; } = "";

    /// <summary>The gateway's.</summary>
    public string Gateway { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Products.dll")]) { UseShellExecute = false, RedirectStandardOutput = true };
        start.Environment["PORT"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0"; // it is killed at the end, and its sockets would stay
        _products = Process.Start(start)!;
        Products = $"{await FirstAsync(_products, Listening())}/";
        _supergraph = await NodePackage.Federation.StartAsync("supergraph.cjs", ("PRODUCTS_URL", Products));
        Gateway = await FirstAsync(_supergraph, Address());
    }

    public async ValueTask DisposeAsync()
    {
        if (_supergraph is { HasExited: false } supergraph)
        {
            supergraph.StandardInput.Close();
            await supergraph.WaitForExitAsync();
        }

        if (_products is { HasExited: false } products)
        {
            products.Kill(entireProcessTree: true);
            await products.WaitForExitAsync();
        }

        _supergraph?.Dispose();
        _products?.Dispose();
    }

    private static async Task<string> FirstAsync(Process process, Regex what)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (what.Match(line) is { Success: true } match)
            {
                return match.Value;
            }
        }

        throw new InvalidOperationException($"The process ended: {(process.StartInfo.RedirectStandardError ? await process.StandardError.ReadToEndAsync(patience.Token) : "")}");
    }

    [GeneratedRegex(@"(?<=listening on: )http://127\.0\.0\.1:\d+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Listening();

    [GeneratedRegex(@"^http://127\.0\.0\.1:\d+/$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
