namespace Banyan.Host.Tests.Processes;

/// <summary>What happens when a second process comes to a data folder that is served from.</summary>
public sealed class SecondProcessTests
{
    [Fact]
    public async Task A_second_service_on_one_data_folder_is_refused_in_words_and_the_first_goes_on()
    {
        using var folder = new HostFolder();
        await using var host = await folder.ServeAsync();
        var (exit, said) = await folder.RunAsync();
        exit.ShouldBe(1, said);
        said.ShouldContain("storage.dataDir");
        said.ShouldNotContain("   at ");
        (await host.Http.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode.ShouldBeTrue();
        await host.StopAsync();
    }

    [Fact]
    public async Task Keys_are_made_listed_and_revoked_beside_a_running_service()
    {
        using var folder = new HostFolder();
        await using var host = await folder.ServeAsync();
        var (created, key) = await folder.RunAsync("--keys", "create", "--service", "shop");
        created.ShouldBe(0, key);
        var id = key.Split('_')[2];
        var (listed, list) = await folder.RunAsync("--keys", "list", "--json");
        listed.ShouldBe(0, list);
        list.ShouldContain(id);
        var (revoked, said) = await folder.RunAsync("--keys", "revoke", id);
        revoked.ShouldBe(0, said);
        (await folder.RunAsync("--keys", "revoke", id)).ExitCode.ShouldBe(1);
        await host.StopAsync();
    }
}
