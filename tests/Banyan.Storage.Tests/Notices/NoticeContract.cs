using Banyan.Storage.Notices;
using Banyan.Storage.Postgres;
using Banyan.TestKit;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Banyan.Storage.Tests.Notices;

/// <summary>What notices must do, in process and between nodes.</summary>
public sealed class NoticeContract(PostgresFixture postgres)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly FakeClock _clock = new(Rows.Noon);

    [Fact]
    public async Task In_process_a_listener_hears_its_topic_until_it_is_disposed()
    {
        var notices = new LocalNotices();
        var heard = new List<string>();
        using (notices.Listen("runs", heard.Add))
        {
            await notices.TellAsync("runs", "a/1", default);
            await notices.TellAsync("catalogue", "b", default);
        }

        await notices.TellAsync("runs", "a/2", default);
        heard.ShouldBe(["a/1"]);
    }

    [Fact]
    public async Task On_PostgreSQL_every_node_hears_and_a_broken_connection_is_made_again()
    {
        await using var test = await TestDatabase.MakeAsync("postgres", postgres, _clock);
        var database = (PostgresDatabase)test.Database;
        await using var here = new PostgresNotices(database, TimeProvider.System, NullLogger<PostgresNotices>.Instance);
        await using var there = new PostgresNotices(database, TimeProvider.System, NullLogger<PostgresNotices>.Instance);
        await HearAsync(here, there, "first");
        await using (var connection = await database.OpenAsync(default))
        {
            await using var kill = new NpgsqlCommand("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()", connection);
            await kill.ExecuteNonQueryAsync();
        }

        await HearAsync(here, there, "second");
    }

    /// <summary>A notice may be lost while a node begins to listen, so it is told until both heard.</summary>
    private static async Task HearAsync(PostgresNotices here, PostgresNotices there, string text)
    {
        var heard = new[] { new TaskCompletionSource(), new TaskCompletionSource() };
        using var first = here.Listen("runs", got => { if (got == text) { heard[0].TrySetResult(); } });
        using var second = there.Listen("runs", got => { if (got == text) { heard[1].TrySetResult(); } });
        var both = Task.WhenAll(heard[0].Task, heard[1].Task);
        using var patience = new CancellationTokenSource(Patience);
        while (!both.IsCompleted)
        {
            await here.TellAsync("runs", text, patience.Token);
            await Task.WhenAny(both, Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token));
        }
    }
}
