using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Banyan.Host.Tests.App;

namespace Banyan.Host.Tests.Processes;

/// <summary><c>--demo</c> as a process: the Shop comes with it and goes with it.</summary>
public sealed partial class DemoTests
{
    private static readonly string[] AnyPorts = ["--demo", "--demo-ports", "any"];

    [Fact]
    public async Task The_shop_is_well_while_the_demo_runs_and_gone_after_it_in_good_order()
    {
        using var folder = new HostFolder();
        var host = await folder.ServeAsync(AnyPorts);
        await using var ending = host;
        var shop = Children(host);
        shop.Select(child => child.Service).ShouldBe(["Users", "Legacy", "Orders", "Shipping"]);
        foreach (var child in shop)
        {
            (await host.Http.GetAsync(new Uri(child.Address, "/health"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        host.Said.ShouldContain("a typed e-mail is an identity");
        host.Said.ShouldNotContain("CFG060");
        await host.StopAsync();
        foreach (var child in shop)
        {
            await Should.ThrowAsync<HttpRequestException>(() => host.Http.GetAsync(new Uri(child.Address, "/health")));
        }
    }

    [Fact]
    public async Task One_service_of_the_demo_can_be_ended_alone()
    {
        using var folder = new HostFolder();
        await using var host = await folder.ServeAsync(AnyPorts);
        var orders = Children(host).Single(child => child.Service == "Orders");
        using var process = Process.GetProcessById(orders.Id);
        using (var kill = Process.Start("kill", [orders.Id.ToString(CultureInfo.InvariantCulture)])!)
        {
            await kill.WaitForExitAsync();
        }

        await process.WaitForExitAsync().WaitAsync(Patience.Long);
        await Should.ThrowAsync<HttpRequestException>(() => host.Http.GetAsync(new Uri(orders.Address, "/health")));
        (await host.Http.GetAsync(new Uri("/health/ready", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await host.StopAsync();
    }

    [Fact]
    public async Task A_killed_demo_leaves_no_service_behind()
    {
        using var folder = new HostFolder();
        await using var host = await folder.ServeAsync(AnyPorts);
        var children = Children(host).Select(child => Process.GetProcessById(child.Id)).ToList();
        children.Count.ShouldBe(4);
        children.ShouldAllBe(child => !child.HasExited);
        await host.KillAsync();
        foreach (var child in children)
        {
            using (child)
            {
                await child.WaitForExitAsync().WaitAsync(Patience.Long);
            }
        }
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        using var taken = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 8094);
        try
        {
            taken.Start();
        }
        catch (System.Net.Sockets.SocketException)
        {
            // Somebody else holds it: taken all the same.
        }

        using var folder = new HostFolder();
        var (code, said) = await folder.RunAsync("--demo");
        code.ShouldBe(1);
        said.ShouldContain("is the port taken?");
    }

    [Fact]
    public async Task A_demo_that_others_could_reach_is_refused()
    {
        using var folder = new HostFolder();
        folder.Set("BANYAN__server__listen", "http://0.0.0.0:0");
        var (code, said) = await folder.RunAsync(AnyPorts);
        code.ShouldBe(1);
        said.ShouldContain("127.0.0.1 only");
    }

    [Theory]
    [InlineData("--demo --check", "does not go with --check")]
    [InlineData("--demo-ports any", "goes with --demo")]
    [InlineData("--demo --demo-ports 9", "wants: any")]
    public async Task Words_that_do_not_fit_together_are_named(string words, string problem)
    {
        using var folder = new HostFolder();
        var (code, said) = await folder.RunAsync(words.Split(' '));
        code.ShouldBe(2);
        said.ShouldContain(problem);
    }

    private static List<(string Service, Uri Address, int Id)> Children(HostProcess host) =>
        [.. Child().Matches(host.Said).Select(match => (match.Groups["service"].Value, new Uri(match.Groups["address"].Value), int.Parse(match.Groups["id"].Value, CultureInfo.InvariantCulture)))];

    [GeneratedRegex(@"^  (?<service>\w+) +(?<address>http://\S+)  process (?<id>\d+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Child();
}
