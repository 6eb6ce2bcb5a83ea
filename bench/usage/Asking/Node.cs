using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Banyan.UsageBench.Asking;

/// <summary>A node over the ledger, started here as an operator would and ended here by its id.</summary>
internal sealed class Node : IDisposable
{
    private const string AdminKey = "usage-bench-only-opaque-key-0001";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly Process _process;
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler());
    private readonly Uri _graph;

    private Node(Process process, int port) => (_process, _graph) = (process, new Uri($"http://127.0.0.1:{port}/graphql"));

    /// <summary>Starts one and waits until it is ready.</summary>
    public static async Task<Node> StartAsync(Options options, string folder)
    {
        var (port, file) = (FreePort(), Path.Combine(folder, "banyan.yaml"));
        await File.WriteAllTextAsync(file, $$"""
            version: 1
            server: { listen: "http://127.0.0.1:{{port}}" }
            storage: { dataDir: "{{folder}}/data" }
            rateLimiting: { enabled: false }
            providers:
              lab: { type: openai-compatible, baseUrl: "http://127.0.0.1:9/v1", apiKey: "${BENCH_UPSTREAM_KEY}" }
            models:
              lab/local: { context: 128000, price: { input: 0.05, output: 0.05 } }
            """);
        var start = new ProcessStartInfo("dotnet", [options.Banyan, "--config", file]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        start.Environment["BANYAN_ADMIN_KEY"] = AdminKey;
        start.Environment["BENCH_UPSTREAM_KEY"] = "sk-bench-upstream-only-0123456789";
        if (options.Postgres.Length > 0)
        {
            start.Environment["BANYAN_DATABASE"] = options.Postgres;
            start.Environment["BANYAN_MASTER_KEY_FILE"] = Path.Combine(folder, "master.key");
        }

        var process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, line) => Console.Error.Write(line.Data is { } words ? words + "\n" : "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var node = new Node(process, port);
        await node.ReadyAsync();
        return node;
    }

    /// <summary>Asks; gives the answer's data and how long it took until it was whole.</summary>
    /// <exception cref="InvalidOperationException">The answer tells of an error.</exception>
    public async Task<(JsonElement Data, TimeSpan Took)> AskAsync(string document, object variables, string? user = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _graph) { Content = new StringContent(JsonSerializer.Serialize(new { query = document, variables }), Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", AdminKey);
        if (user is not null)
        {
            request.Headers.Add("x-banyan-user", user);
        }

        using var patience = new CancellationTokenSource(Patience);
        var started = Stopwatch.GetTimestamp();
        using var answer = await _http.SendAsync(request, patience.Token);
        var text = await answer.Content.ReadAsStringAsync(patience.Token);
        var took = Stopwatch.GetElapsedTime(started);
        var body = JsonElement.Parse(text);
        return body.TryGetProperty("errors", out var errors) ? throw new InvalidOperationException(errors.GetRawText()) : (body.GetProperty("data"), took);
    }

    public void Dispose()
    {
        _http.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit(10_000);
        }

        _process.Dispose();
    }

    private async Task ReadyAsync()
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await AskAsync("{ __typename }", new { });
                return;
            }
            catch (Exception early) when (early is HttpRequestException or InvalidOperationException or JsonException && Stopwatch.GetElapsedTime(started) < Patience && !_process.HasExited)
            {
                await Task.Delay(50);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
