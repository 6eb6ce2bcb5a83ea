using Banyan.Gateway.Alerting.Sending;
using Banyan.Gateway.Alerting.Webhooks;
using Banyan.TestKit;

namespace Banyan.Storage.Tests.Alerting;

/// <summary>The outbox, on both databases.</summary>
public sealed class DeliveryQueueContract(PostgresFixture postgres)
{
    private static readonly DateTimeOffset Later = Rows.Noon.AddHours(1);
    private static readonly AttemptResult Taken = new(204, TimeSpan.FromMilliseconds(12), null), Failed = new(500, TimeSpan.FromMilliseconds(12), "it answered 500"), Gone = new(410, TimeSpan.Zero, "it answered 410");
    private readonly FakeClock _clock = new(Rows.Noon);

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_delivery_is_one_nodes_until_it_ends_or_is_not_heard_of(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        using var bench = new WebhookBench(test.Database, _clock);
        var hook = WebhookBench.Hook(1, "*");
        await bench.AddAsync(hook);
        var happened = WebhookBench.Event(1);
        (await bench.Queue.DueAsync(Later, default)).ShouldBeEmpty();
        await bench.Store.TellAsync(happened, default);
        (await bench.Queue.DueAsync(Rows.Noon, default)).ShouldBeEmpty();
        (await bench.Queue.DueAsync(Later, default)).ShouldBe([("default", hook.Id)]);

        var due = (await bench.ClaimAsync(hook, Later)).ShouldNotBeNull();
        (due.EventId, due.Attempt, due.Url, due.Body).ShouldBe((happened.Id, 1, hook.Url, happened.Body()));
        due.Secrets.ShouldBe([WebhookBench.Secret]);
        (await bench.ClaimAsync(hook, Later)).ShouldBeNull();
        (await bench.Queue.DueAsync(Later, default)).ShouldBeEmpty();

        var again = (await bench.ClaimAsync(hook, Later.AddSeconds(31))).ShouldNotBeNull();
        again.Attempt.ShouldBe(2);
        (await bench.Queue.EndAsync(due, Taken, null, default)).ShouldBeFalse("it is another's by now");
        (await bench.Queue.EndAsync(again, Taken, null, default)).ShouldBeTrue();
        var row = (await bench.LogAsync(hook, DeliveryStatus.Delivered)).ShouldHaveSingleItem();
        (row.Attempts, row.HttpStatus, row.ResponseMs, row.Problem, row.NextAttemptAt).ShouldBe((2, 204, 12, null, null));
        (await bench.ClaimAsync(hook, Later.AddDays(1))).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Many_that_take_at_once_take_each_delivery_once(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        using var bench = new WebhookBench(test.Database, _clock);
        var hook = WebhookBench.Hook(1, "*");
        await bench.AddAsync(hook);
        for (var number = 1; number <= 12; number++)
        {
            await bench.Store.TellAsync(WebhookBench.Event(number), default);
        }

        var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            var mine = new List<Guid>();
            while (await bench.ClaimAsync(hook, Later) is { } due)
            {
                mine.Add(due.Id);
                await bench.Queue.EndAsync(due, Taken, null, default);
            }

            return mine;
        })));
        taken.SelectMany(mine => mine).Count().ShouldBe(12);
        taken.SelectMany(mine => mine).ShouldBeUnique();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_failed_waits_or_is_dead_and_counts_against_the_webhook(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        using var bench = new WebhookBench(test.Database, _clock);
        var hook = WebhookBench.Hook(1, "*");
        await bench.AddAsync(hook);
        await bench.Store.TellAsync(WebhookBench.Event(1), default);
        (await bench.Queue.BacklogAsync(default)).ShouldBe((1, Rows.Noon.AddMinutes(1)));

        for (var attempt = 1; attempt <= 9; attempt++)
        {
            await bench.Queue.EndAsync((await bench.ClaimAsync(hook, Later.AddDays(attempt)))!, Failed, Later.AddDays(attempt).AddHours(1), default);
        }

        var read = (await bench.Store.ListAsync("default", default))[0];
        (read.Failures, read.IsFailing).ShouldBe((9, false));
        (await bench.ClaimAsync(hook, Later.AddDays(9).AddMinutes(59))).ShouldBeNull();
        var last = (await bench.ClaimAsync(hook, Later.AddDays(10)))!;
        await bench.Queue.EndAsync(last, Failed with { Problem = new string('x', 999) }, null, default);
        (await bench.Store.ListAsync("default", default))[0].IsFailing.ShouldBeTrue();
        var row = (await bench.LogAsync(hook, DeliveryStatus.Dead)).ShouldHaveSingleItem();
        (row.Attempts, row.HttpStatus, row.NextAttemptAt, row.Problem!.Length).ShouldBe((10, 500, null, 300));
        (await bench.Queue.BacklogAsync(default)).ShouldBe((0, null));

        (await bench.Store.ResendAsync("other", row.Id, Later, bench.Act(), default)).ShouldBeFalse();
        (await bench.Store.ResendAsync("default", row.Id, Later, bench.Act(), default)).ShouldBeTrue();
        var anew = (await bench.Queue.ClaimAsync("default", row.Id, Later, Later.AddSeconds(30), default)).ShouldNotBeNull();
        (anew.Attempt, anew.EventId).ShouldBe((1, row.EventId));
        await bench.Queue.EndAsync(anew, Taken, null, default);
        (await bench.Store.ListAsync("default", default))[0].Failures.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_receiver_that_is_gone_switches_its_webhook_off_until_somebody_switches_it_on(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        using var bench = new WebhookBench(test.Database, _clock);
        var hook = WebhookBench.Hook(1, "*");
        await bench.AddAsync(hook);
        await bench.Store.TellAsync(WebhookBench.Event(1), default);
        await bench.Store.TellAsync(WebhookBench.Event(2), default);
        await bench.Queue.EndAsync((await bench.ClaimAsync(hook, Later))!, Gone, null, default);

        (await bench.Store.ListAsync("default", default))[0].IsEnabled.ShouldBeFalse();
        (await bench.Queue.DueAsync(Later, default)).ShouldBeEmpty();
        (await bench.ClaimAsync(hook, Later)).ShouldBeNull();
        (await bench.Queue.BacklogAsync(default)).ShouldBe((0, null));
        await bench.Store.UpdateAsync(hook, bench.Act(), default);
        (await bench.Store.ListAsync("default", default))[0].Failures.ShouldBe(0);
        (await bench.ClaimAsync(hook, Later)).ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Both_secrets_are_given_while_they_rotate_and_what_was_not_tried_is_given_back(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        using var bench = new WebhookBench(test.Database, _clock);
        var hook = WebhookBench.Hook(1, "*");
        await bench.AddAsync(hook);
        await bench.Store.RotateAsync("default", hook.Id, "whsec_AAAA", "whsec_AAAA", Later, bench.Act(), default);
        await bench.Store.TellAsync(WebhookBench.Event(1), default);

        var during = (await bench.ClaimAsync(hook, Later.AddSeconds(-1))).ShouldNotBeNull();
        during.Secrets.ShouldBe(["whsec_AAAA", WebhookBench.Secret]);
        await bench.Queue.ReturnAsync(during, Later, default);
        var after = (await bench.ClaimAsync(hook, Later)).ShouldNotBeNull();
        after.Secrets.ShouldBe(["whsec_AAAA"]);
        after.Attempt.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_is_old_is_removed(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        using var bench = new WebhookBench(test.Database, _clock);
        var hook = WebhookBench.Hook(1, "*");
        await bench.AddAsync(hook);
        await bench.Store.TellAsync(WebhookBench.Event(1), default);
        await bench.Store.TellAsync(WebhookBench.Event(2), default);
        (await bench.Queue.PruneAsync(Rows.Noon.AddMinutes(2), default)).ShouldBe(1);
        (await bench.LogAsync(hook)).ShouldHaveSingleItem().CreatedAt.ShouldBe(Rows.Noon.AddMinutes(2));
    }
}
