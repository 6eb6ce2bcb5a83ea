using System.Diagnostics;
using Npgsql;

namespace Banyan.TestKit;

/// <summary>A PostgreSQL server of the run's own: initialised in a temporary folder, reached by a Unix socket alone, stopped with the run.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Fast = "-F -c synchronous_commit=off -c full_page_writes=off ";
    private const string Role = "banyan";
    private const string Superuser = "postgres";
    private static int _lastDatabase;

    private readonly string _binaries;
    private readonly string _folder;
    private readonly string _options;

    private PostgresServer(string binaries, string folder, bool durable)
    {
        _binaries = binaries;
        _folder = folder;
        _options = $"{(durable ? "" : Fast)}-c listen_addresses='' -k {folder} -c max_connections=100";
    }

    /// <summary>How the database that always exists is reached.</summary>
    public string ConnectionString => Connection("postgres", Superuser);

    /// <summary>Initialises and starts a server.</summary>
    /// <param name="durable">Whether commits reach the disk, for tests that crash it.</param>
    /// <exception cref="InvalidOperationException">PostgreSQL is not installed; the message says what to install.</exception>
    public static async Task<PostgresServer> StartAsync(bool durable = false)
    {
        var binaries = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).LastOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
            : null;
        if (binaries is null)
        {
            throw new InvalidOperationException("PostgreSQL is missing: install the Debian package 'postgresql'.");
        }

        var folder = Directory.CreateTempSubdirectory("banyan-pg-").FullName;
        var server = new PostgresServer(binaries, folder, durable);
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", ["postgres:postgres", folder]);
        }

        await server.AsPostgresAsync("initdb", ["-D", server.Cluster, "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C"]);
        await server.ResumeAsync();
        await server.RunAsync($"CREATE ROLE {Role} LOGIN");
        return server;
    }

    /// <summary>Makes an empty database and says how to reach it: as its owner, an ordinary role, for superusers stand before no wall.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"banyan_{Interlocked.Increment(ref _lastDatabase)}";
        await RunAsync($"CREATE DATABASE {name} OWNER {Role}");
        return Connection(name, Role);
    }

    /// <summary>How a database is reached as the superuser.</summary>
    public static string AsSuperuser(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString) { Username = Superuser }.ConnectionString;

    /// <summary>Starts the server again after <see cref="StopAsync"/>.</summary>
    public Task ResumeAsync() => AsPostgresAsync("pg_ctl", ["-D", Cluster, "-w", "-t", "60", "-l", Path.Combine(_folder, "log"), "-o", _options, "start"]);

    /// <summary>Ends the server as a crash would; its data stays.</summary>
    public Task StopAsync() => AsPostgresAsync("pg_ctl", ["-D", Cluster, "-w", "-t", "60", "-m", "immediate", "stop"]);

    /// <summary>Stops every process of the server where it stands: connections stay open, and nothing is answered any more.</summary>
    public Task FreezeAsync() => SignalAsync("STOP");

    /// <summary>Lets a frozen server go on.</summary>
    public Task ThawAsync() => SignalAsync("CONT");

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (File.Exists(Path.Combine(Cluster, "postmaster.pid")))
        {
            await StopAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private async Task SignalAsync(string signal)
    {
        var postmaster = (await File.ReadAllLinesAsync(Path.Combine(Cluster, "postmaster.pid")))[0];
        // A stopped parent makes no children and buries none: who is found is still there to be told.
        var (own, children) = ($"kill -{signal} {postmaster}", $"kill -{signal} $(pgrep -P {postmaster})");
        await RunAsync("/bin/sh", ["-c", signal == "STOP" ? $"{own} && {children}" : $"{children} && {own}"]);
    }

    private string Cluster => Path.Combine(_folder, "data");

    private string Connection(string database, string role) => $"Host={_folder};Username={role};Database={database};Timeout=5;Command Timeout=20";

    private Task AsPostgresAsync(string tool, string[] arguments)
    {
        var binary = Path.Combine(_binaries, tool);
        // initdb refuses to run as root.
        return Environment.IsPrivilegedProcess
            ? RunAsync("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", binary, .. arguments])
            : RunAsync(binary, arguments);
    }

    private async Task RunAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task RunAsync(string program, string[] arguments)
    {
        // The server inherits its starter's streams and would keep pipes open for ever: nothing is redirected but standard output to nowhere.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", program, .. arguments]) { WorkingDirectory = "/" };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }
}
