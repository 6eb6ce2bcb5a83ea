using Banyan.Gateway.Nodes;
using Banyan.Storage.Nodes;
using Banyan.TestKit;

namespace Banyan.Storage.Tests.Nodes;

/// <summary>Processes that say they live, on both databases.</summary>
public sealed class NodeBookContract(PostgresFixture postgres)
{
    private readonly FakeClock _clock = new(Rows.Noon);

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_node_is_listed_while_it_says_so_and_forgotten_later(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var book = new NodeBook(test.Database);
        var (one, two) = (Node("one", 0), Node("two", 10));
        await book.SayAsync(two, Rows.Noon.AddDays(-1), default);
        await book.SayAsync(one, Rows.Noon.AddDays(-1), default);
        var later = one with { RequestsPerSecond = 2.25, Active = 7, CatalogVersion = 3, LastSeenAt = Rows.Noon.AddSeconds(20) };
        await book.SayAsync(later, Rows.Noon.AddDays(-1), default);

        (await book.ListAsync(Rows.Noon, default)).ShouldBe([later, two]);
        (await book.ListAsync(Rows.Noon.AddSeconds(15), default)).ShouldBe([later]);
        await book.LeaveAsync(one.Id, default);
        (await book.ListAsync(Rows.Noon, default)).ShouldBe([two]);
        await book.SayAsync(one with { LastSeenAt = Rows.Noon.AddDays(2) }, Rows.Noon.AddDays(1), default);
        (await book.ListAsync(Rows.Noon, default)).ShouldHaveSingleItem().Name.ShouldBe("one");
    }

    private static NodeStatus Node(string name, int second) => new(Guid.CreateVersion7(Rows.Noon), name, Rows.Noon, 0, 0, 1, Rows.Noon.AddSeconds(second));
}
