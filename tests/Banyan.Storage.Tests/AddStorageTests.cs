using Banyan.Gateway.Callers;
using Banyan.Gateway.Metering;
using Banyan.Gateway.Spine;
using Banyan.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Banyan.Storage.Tests;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class AddStorageTests(PostgresFixture postgres)
{
    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task An_empty_data_folder_becomes_a_working_store_and_the_end_drains_it(string kind)
    {
        using var folder = new TempFolder();
        var options = await OptionsAsync(kind, folder);
        var row = Rows.One() with { OccurredAt = TimeProvider.System.GetUtcNow() };
        using (var host = Build(options))
        {
            await host.StartAsync();
            host.Services.GetRequiredService<StorageStatus>().IsReady.ShouldBeTrue();
            (await host.Services.GetRequiredService<IKeyStore>().RevisionAsync(default)).ShouldBePositive();
            (await host.Services.GetRequiredService<ISignatureSeals>().ForAsync("default", default)).ShouldNotBeNull();
            var spool = host.Services.GetRequiredService<IUsageSpool>();
            spool.TryBegin(row with { Outcome = Outcome.Lost }).ShouldBeTrue();
            spool.End(row);
            await host.StopAsync();
        }

        using var again = Build(options);
        await again.StartAsync();
        var read = (await again.Services.GetRequiredService<IUsageStore>().OfRequestAsync("default", row.RequestId, default)).ShouldHaveSingleItem();
        read.Outcome.ShouldBe(Outcome.Succeeded);
        read.OccurredAt.ShouldBe(row.OccurredAt, TimeSpan.FromMicroseconds(1));
        Directory.GetFiles(Path.Combine(folder.Path, "spool"), "*.spool").ShouldBeEmpty();
        await again.StopAsync();
    }

    [Fact]
    public async Task A_database_that_is_away_at_the_start_is_waited_for()
    {
        using var folder = new TempFolder();
        var options = (await OptionsAsync("postgres", folder)) with { Database = "Host=/nonexistent-banyan;Username=postgres;Database=none" };
        using var host = Build(options);
        await host.StartAsync();
        var status = host.Services.GetRequiredService<StorageStatus>();
        status.IsReady.ShouldBeFalse();
        status.Problem.ShouldNotBeNull();
        host.Services.GetRequiredService<IUsageSpool>().TryBegin(Rows.One()).ShouldBeTrue("the spool does not need the database");
        await host.StopAsync();
    }

    [Fact]
    public async Task PostgreSQL_without_a_master_key_refuses_the_start()
    {
        using var folder = new TempFolder();
        var options = await OptionsAsync("postgres", folder);
        using var host = Build(options with { MasterKeyFile = null });
        (await Should.ThrowAsync<IOException>(host.StartAsync())).Message.ShouldContain("BANYAN_MASTER_KEY_FILE");
    }

    private async Task<StorageOptions> OptionsAsync(string kind, TempFolder folder)
    {
        if (kind == "sqlite")
        {
            return new StorageOptions { DataDir = folder.Path };
        }

        var key = folder.File("given.key");
        await File.WriteAllTextAsync(key, Convert.ToBase64String(new byte[32]));
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return new StorageOptions { DataDir = folder.Path, Database = await postgres.Server.CreateDatabaseAsync(), MasterKeyFile = key };
    }

    private static IHost Build(StorageOptions options)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddStorage(options);
        return builder.Build();
    }
}
