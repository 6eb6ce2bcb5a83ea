using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Banyan.Host.Tests.App;
using Microsoft.Data.Sqlite;

namespace Banyan.Host.Tests.Processes;

/// <summary>The service told to end before it could begin.</summary>
public sealed class EarlyEndTests
{
    [Fact]
    public async Task A_schema_of_a_later_release_ends_it_with_1_and_says_which_release_to_run()
    {
        using var folder = new HostFolder();
        await using (var host = await folder.ServeAsync())
        {
            await host.StopAsync();
        }

        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(folder.Data, "banyan.db")};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var later = connection.CreateCommand();
            later.CommandText = "INSERT INTO schema_migrations (number, name, checksum, applied_at) VALUES (99999, 'later', 'x', 'now')";
            await later.ExecuteNonQueryAsync();
        }

        var (exit, said) = await folder.RunAsync();
        exit.ShouldBe(1, said);
        said.ShouldContain("Run the release that wrote it, or a newer one.");
    }

    [Fact]
    public async Task Told_to_end_while_its_database_says_nothing_it_ends_in_good_order()
    {
        using var database = new TcpListener(IPAddress.Loopback, 0);
        database.Start();
        using var folder = new HostFolder("");
        folder.Set("BANYAN_DATABASE", $"Host=127.0.0.1;Port={((IPEndPoint)database.LocalEndpoint).Port};Username=nobody;Database=none;Pooling=false");
        folder.Set("BANYAN_MASTER_KEY_FILE", folder.MasterKey());
        using var process = folder.Start();
        var said = process.StandardOutput.ReadToEndAsync();
        var complained = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Patience.Long);

        // It has come to the database and waits for its word.
        using var connection = await database.AcceptSocketAsync(patience.Token);
        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)])!)
        {
            await kill.WaitForExitAsync(patience.Token);
        }

        await process.WaitForExitAsync(patience.Token);
        // 143 is what the system makes of the signal before the host hears it.
        process.ExitCode.ShouldBeOneOf([0, 143], await said + await complained);
        (await complained).ShouldNotContain("Unhandled");
    }
}
