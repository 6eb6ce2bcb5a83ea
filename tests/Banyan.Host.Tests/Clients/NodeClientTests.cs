namespace Banyan.Host.Tests.Clients;

/// <summary>The unmodified JavaScript clients of <c>tests/clients-node</c>, one case per file; a case shows the whole output when it fails.</summary>
[Trait("needs", "node")]
public sealed class NodeClientTests
{
    public static TheoryData<string> Files => new(NodeClients.Scripts());

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_test_of_the_file_passes(string file)
    {
        var banyan = (await FarBanyan.GetAsync()).Near;
        var (status, output) = await NodeClients.RunAsync("node", ["--test", "--test-reporter=spec", file], banyan.Address.AbsoluteUri.TrimEnd('/'), banyan.Key);
        status.ShouldBe(0, output);
        output.ShouldContain("ℹ fail 0");
        output.ShouldContain("ℹ skipped 0");
        output.ShouldNotContain("ℹ pass 0");
    }
}
