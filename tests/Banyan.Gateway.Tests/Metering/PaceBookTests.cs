using Banyan.Gateway.Metering.Pacing;
using Banyan.TestKit;

namespace Banyan.Gateway.Tests.Metering;

/// <summary>How models did, read from counts and kept for half a minute.</summary>
public sealed class PaceBookTests : IPaceStore
{
    private readonly FakeClock _clock = new();
    private readonly List<(string Tenant, DateTimeOffset Since)> _read = [];

    [Fact]
    public async Task Times_are_of_answers_and_errors_are_a_share_of_all()
    {
        var book = new PaceBook(this, _clock);

        (await book.ModelAsync("default", "lab/up", default)).ShouldBe(new Pace(100, 0.1, 48, 10, 110, 110));
        (await book.ProviderAsync("default", "lab", default)).ShouldBe(new Pace(101, 10 / 101d, 48, 10, 110, 110));
        (await book.ModelAsync("default", "lab/none", default)).ShouldBe(Pace.None);
        (await book.ModelAsync("other", "lab/up", default)).ShouldBe(Pace.None);
    }

    [Fact]
    public async Task The_ledger_is_read_once_for_everybody_who_asks_within_half_a_minute()
    {
        var book = new PaceBook(this, _clock);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => book.ModelAsync("default", "lab/up", default)));
        _read.ShouldHaveSingleItem().Since.ShouldBe(_clock.GetUtcNow().AddDays(-1));
        _clock.Advance(TimeSpan.FromSeconds(31));

        await book.ProviderAsync("default", "lab", default);

        _read.Count.ShouldBe(2);
    }

    public Task<IReadOnlyList<PaceCount>> CountAsync(string tenant, DateTimeOffset since, CancellationToken cancellationToken)
    {
        _read.Add((tenant, since));
        PaceCount[] counts = [new("lab", "lab/up", true, 5_000, 10), new("lab", "lab/up", false, 110, 35), new("lab", "lab/up", false, 10, 55), new("lab", "lab/down", false, 48, 1)];
        return Task.FromResult<IReadOnlyList<PaceCount>>(tenant == "default" ? counts : []);
    }
}
