using Banyan.House.Tests.Reading;
using Banyan.House.Tests.Rules;
using Banyan.House.Tests.Samples;

namespace Banyan.House.Tests;

public sealed class PlatformTests
{
    private static readonly IReadOnlyList<BuiltType> Types = [.. Solution.Types];

    [Fact]
    public void H1_the_wire_uses_the_base_library_and_does_no_io() =>
        PlatformRules.Wire(Solution.Assemblies.Single(assembly => assembly.Project == "Banyan.Wire")).ShouldHold();

    [Fact]
    public void H6_only_the_host_knows_asp_net() => PlatformRules.Web(Types).ShouldHold();

    [Fact]
    public void H7_outbound_http_and_sockets_stand_in_few_places() => PlatformRules.Network(Types).ShouldHold();

    [Fact]
    public void H8_drivers_stand_in_storage_and_the_container_where_services_are_added() => PlatformRules.Persistence(Types).ShouldHold();

    [Fact]
    public void H9_every_banned_symbol_names_its_replacement()
    {
        var lines = Repository.Files.Where(file => file.Path.StartsWith("eng/BannedSymbols", StringComparison.Ordinal))
            .SelectMany(file => file.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)).ToList();
        lines.ShouldAllBe(line => line.Contains(';', StringComparison.Ordinal) && line.TrimEnd().EndsWith('.'));
        string[] banned =
        [
            "P:System.DateTime.Now", "P:System.DateTime.UtcNow", "P:System.DateTimeOffset.Now", "P:System.DateTimeOffset.UtcNow", "M:System.Guid.NewGuid",
            "M:System.Threading.Tasks.Task.Wait", "P:System.Threading.Tasks.Task`1.Result", "M:System.Threading.Thread.Sleep(System.Int32)",
            "M:System.Net.Http.HttpClient.#ctor", "M:System.Environment.GetEnvironmentVariable(System.String)",
            "F:System.Text.RegularExpressions.RegexOptions.NonBacktracking", "M:System.Random.#ctor",
        ];
        banned.Except(lines.Select(line => line.Split(';')[0]), StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("H1", "Banyan.Wire.AskLens", "System.Threading.Tasks.Task")]
    [InlineData("H1", "Banyan.Wire.AskLens", "System.IO.File")]
    [InlineData("H1", "Banyan.Wire.AskLens", "System.Net.Http.HttpClient")]
    [InlineData("H1", "Banyan.Wire.AskLens", "Microsoft.Extensions.Logging.ILogger")]
    public void A_wire_that_waits_or_reads_is_found(string rule, string type, string used)
    {
        var wire = new BuiltAssembly("Banyan.Wire") { References = ["System.Runtime"], Types = [Sample.Type(type, used)] };
        PlatformRules.Wire(wire).Places().ShouldBe([$"{rule} src/{type.Replace('.', '/')}.cs"]);
    }

    [Fact]
    public void A_wire_with_a_package_is_found() =>
        PlatformRules.Wire(new BuiltAssembly("Banyan.Wire") { References = ["System.Runtime", "YamlDotNet"] }).Places().ShouldBe(["H1 Banyan.Wire"]);

    [Theory]
    [InlineData("H6", "Banyan.Gateway.Callers.KeyReader", "Microsoft.AspNetCore.Http.HttpContext")]
    [InlineData("H7", "Banyan.Gateway.Routing.RouteStep", "System.Net.Http.HttpMessageInvoker")]
    [InlineData("H7", "Banyan.Storage.Postgres.KeyStore", "System.Net.Http.HttpMessageInvoker")]
    [InlineData("H7", "Banyan.Gateway.Tools.ToolCall", "System.Net.Sockets.Socket")]
    [InlineData("H8", "Banyan.Gateway.Budgets.BudgetStep", "Npgsql.NpgsqlConnection")]
    [InlineData("H8", "Banyan.Gateway.Budgets.BudgetStep", "Microsoft.Extensions.DependencyInjection.IServiceCollection")]
    public void A_reach_into_the_platform_is_found(string rule, string type, string used)
    {
        BuiltType[] types = [Sample.Type(type, used)];
        PlatformRules.Web(types).Concat(PlatformRules.Network(types)).Concat(PlatformRules.Persistence(types)).Places()
            .ShouldBe([$"{rule} src/{type.Replace('.', '/')}.cs"]);
    }

    [Theory]
    [InlineData("Banyan.Host.Doors.ChatDoor", "Microsoft.AspNetCore.Http.HttpContext")]
    [InlineData("Banyan.Gateway.Upstreams.HttpUpstream", "System.Net.Http.HttpMessageInvoker")]
    [InlineData("Banyan.Storage.Redis.Connection", "System.Net.Sockets.Socket")]
    [InlineData("Banyan.Storage.Postgres.KeyStore", "Npgsql.NpgsqlConnection")]
    [InlineData("Banyan.Gateway.Budgets.AddBudgets", "Microsoft.Extensions.DependencyInjection.IServiceCollection")]
    public void What_the_plan_allows_passes(string type, string used)
    {
        BuiltType[] types = [Sample.Type(type, used)];
        PlatformRules.Web(types).Concat(PlatformRules.Network(types)).Concat(PlatformRules.Persistence(types)).ShouldHold();
    }
}
