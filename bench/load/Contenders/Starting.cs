using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Banyan.Load.Contenders;

/// <summary>Starts the contenders in front of one upstream.</summary>
internal static class Starting
{
    private const int SmallBody = 1024;
    private const int MasterKeyBytes = 32;
    private const string AdminKey = "load-only-opaque-key-0001";

    // The limits that hold unless told otherwise are far below any load.
    private const string Uncontrolled = "rateLimiting: { enabled: false }";

    private const string Control = """
        budgets:
          - { scope: global, period: monthly, limit: "1000000" }
          - { scope: service, scopeId: "*", period: daily, limit: "1000000" }
          - { scope: key, scopeId: "*", period: daily, limit: "1000000" }
        rateLimiting:
          enabled: true
          global: { requestsPerMinute: 100000000, tokensPerMinute: 1000000000000 }
          perService: { requestsPerMinute: 100000000, tokensPerMinute: 1000000000000 }
          perKey: { requestsPerMinute: 100000000, tokensPerMinute: 1000000000000 }
        routing:
          rules:
            - { name: digests, priority: 20, when: { all: [{ feature: { eq: digest } }, { hour: { gte: 22 } }] }, target: "load/burst" }
            - { name: long-asks, priority: 10, when: { estimatedInputTokens: { gt: 100000 } }, target: "load/burst" }
        """;

    public static Contender Direct(int upstream) => new("direct", upstream, null, "", "");

    public static Contender Nginx(int upstream, string folder)
    {
        var port = FreePort();
        var configuration = Path.Combine(folder, "nginx.conf");
        File.WriteAllText(configuration, $$"""
            worker_processes 1; master_process off; daemon off; pid {{folder}}/nginx.pid; error_log {{folder}}/nginx.log crit;
            events { worker_connections 24000; }
            http {
              access_log off;
              client_body_temp_path {{folder}}/body; proxy_temp_path {{folder}}/proxy; fastcgi_temp_path {{folder}}/f; uwsgi_temp_path {{folder}}/u; scgi_temp_path {{folder}}/s;
              keepalive_requests 1000000000;
              upstream provider { server 127.0.0.1:{{upstream}}; keepalive 512; keepalive_requests 1000000000; }
              server {
                listen 127.0.0.1:{{port}} backlog=4096;
                client_max_body_size 64m; client_body_buffer_size 256k;
                location / { proxy_pass http://provider; proxy_http_version 1.1; proxy_set_header Connection ""; }
              }
            }
            """);
        return new("nginx", port, Child.Start(folder, null, Nothing, "nginx", "-c", configuration, "-e", $"{folder}/nginx.log"), "", "");
    }

    /// <summary>Starts an nginx that refuses whatever it is asked, at once and without an upstream.</summary>
    public static Contender RefusingNginx(string folder)
    {
        var port = FreePort();
        var configuration = Path.Combine(folder, "refusing.conf");
        File.WriteAllText(configuration, $$"""
            worker_processes 1; master_process off; daemon off; pid {{folder}}/refusing.pid; error_log {{folder}}/refusing.log crit;
            events { worker_connections 1024; }
            http {
              access_log off;
              client_body_temp_path {{folder}}/body; proxy_temp_path {{folder}}/proxy; fastcgi_temp_path {{folder}}/f; uwsgi_temp_path {{folder}}/u; scgi_temp_path {{folder}}/s;
              keepalive_requests 1000000000;
              server { listen 127.0.0.1:{{port}}; location / { add_header Retry-After 1 always; return 503 "{}"; } }
            }
            """);
        return new("nginx", port, Child.Start(folder, null, Nothing, "nginx", "-c", configuration, "-e", $"{folder}/refusing.log"), "", "");
    }

    /// <summary>Starts Banyan as an operator would: a file, a priced model, a key it made itself.</summary>
    public static async Task<Contender> BanyanAsync(int upstream, string folder, Options options, string more = Uncontrolled, string database = "", int? mostAtOnce = null)
    {
        var (port, words, environment) = Prepare(upstream, folder, options, more);
        if (mostAtOnce is { } most)
        {
            environment["BANYAN__server__maxConcurrent"] = most.ToString(CultureInfo.InvariantCulture);
        }

        if (database.Length > 0)
        {
            environment["BANYAN_DATABASE"] = database;
            environment["BANYAN_MASTER_KEY_FILE"] = await WriteMasterKeyAsync(folder);
        }

        var process = Child.Start(folder, "shown this once", environment, words);
        var line = await process.Word.WaitAsync(TimeSpan.FromSeconds(20));
        var key = line[(line.LastIndexOf(' ') + 1)..];
        return new("Banyan", port, process, "load/", $"Authorization: Bearer {key}\r\n");
    }

    /// <summary>Starts the same build with control on: budgets, limits and rules that every ask is held against and none is refused by.</summary>
    public static async Task<Contender> ControlledAsync(int upstream, string folder, Options options)
    {
        var own = Directory.CreateDirectory(Path.Combine(folder, "controlled")).FullName;
        return (await BanyanAsync(upstream, own, options, Control)).Named("Controlled");
    }

    /// <summary>Starts the same on PostgreSQL: its rows there, and with control its budgets and limits.</summary>
    public static async Task<Contender> OnPostgresAsync(int upstream, string folder, Options options, string database, bool isControlled)
    {
        var own = Directory.CreateDirectory(Path.Combine(folder, isControlled ? "postgres-controlled" : "postgres")).FullName;
        return (await BanyanAsync(upstream, own, options, isControlled ? Control : Uncontrolled, database)).Named(isControlled ? "Controlled, PostgreSQL" : "Banyan, PostgreSQL");
    }

    /// <summary>Starts the build to compare with, in a folder of its own.</summary>
    public static async Task<Contender> BesideAsync(int upstream, string folder, Options options)
    {
        var own = Directory.CreateDirectory(Path.Combine(folder, "beside")).FullName;
        return (await BanyanAsync(upstream, own, options with { Banyan = options.Beside })).Named("Beside");
    }

    /// <summary>Starts Banyan with a key known beforehand, so that nothing but its answering says that it is up.</summary>
    public static Contender BanyanAtOnce(int upstream, string folder, Options options)
    {
        var (port, words, environment) = Prepare(upstream, folder, options);
        environment["BANYAN_ADMIN_KEY"] = AdminKey;
        return new("Banyan", port, Child.Start(folder, null, environment, words), "load/", $"Authorization: Bearer {AdminKey}\r\n");
    }

    public static Contender Portkey(int upstream, string folder, Options options)
    {
        var port = FreePort();
        var server = Path.Combine(options.Portkey, "node_modules/@portkey-ai/gateway/build/start-server.js");
        var headers = $"Authorization: Bearer upstream-key\r\nx-portkey-provider: openai\r\nx-portkey-custom-host: http://127.0.0.1:{upstream}/v1\r\n";
        return new("Portkey", port, Child.Start(folder, null, Nothing, "node", server, $"--port={port}", "--headless"), "", headers, SmallBody);
    }

    private static Dictionary<string, string> Nothing => [];

    private static (int Port, string[] Words, Dictionary<string, string> Environment) Prepare(int upstream, string folder, Options options, string more = Uncontrolled)
    {
        var port = FreePort();
        var file = Path.Combine(folder, "banyan.yaml");
        File.WriteAllText(file, $$"""
            version: 1
            server: { listen: "http://127.0.0.1:{{port}}" }
            storage: { dataDir: "{{folder}}/data" }
            providers:
              load: { type: openai-compatible, baseUrl: "http://127.0.0.1:{{upstream}}/v1", apiKey: "${LOAD_UPSTREAM_KEY}", timeouts: { firstToken: 300s, idle: 300s } }
            models:
            {{string.Join('\n', Enum.GetNames<Upstream.Mode>().Select(mode => $"  load/{mode.ToLowerInvariant()}: {{ context: 128000, price: {{ input: 0.5, output: 1.5 }} }}"))}}
            {{more}}
            """);
        return (port, ["dotnet", options.Banyan, "--config", file], new(StringComparer.Ordinal) { ["LOAD_UPSTREAM_KEY"] = "sk-load-upstream-only-0123456789" });
    }

    /// <summary>A node that shares its database is given the key of keys; nobody else may read the file.</summary>
    private static async Task<string> WriteMasterKeyAsync(string folder)
    {
        var path = Path.Combine(folder, "master.key");
        await File.WriteAllTextAsync(path, Convert.ToBase64String(RandomNumberGenerator.GetBytes(MasterKeyBytes)));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return path;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
