using Banyan.Gateway.Metering;
using Banyan.Storage.Usage;

namespace Banyan.Storage.Tests.Usage;

public sealed class RollUpSumsTests
{
    [Fact]
    public void Sums_beyond_what_a_column_holds_are_refused_and_never_wrap()
    {
        var sums = new RollUpSums();
        sums.Add(Rows.Full(Guid.Empty));
        Should.Throw<RowRefusedException>(() => sums.Add(Rows.Full(Guid.Empty)));
    }

    [Fact]
    public void A_batch_over_two_hours_of_two_users_is_as_many_sums_as_they_tell_apart()
    {
        var sums = new RollUpSums();
        var late = Rows.Noon.AddMinutes(59);
        foreach (var row in new[] { Rows.One(1), Rows.One(2) with { UserId = "ada" }, Rows.One(3) with { OccurredAt = late }, Rows.One(4) with { OccurredAt = late.AddMinutes(1) } })
        {
            sums.Add(row);
        }

        var cost = UsageMeasures.All.ToList().FindIndex(measure => measure.Column == "cost_nusd");
        sums.Hours.Values.Select(one => one[cost]).Order().ShouldBe([20, 40, 40]);
        sums.By(static key => key.Everybody).Values.Select(one => one[cost]).Order().ShouldBe([40, 60]);
        sums.By(static key => key.Day.Everybody).ShouldHaveSingleItem().Value[cost].ShouldBe(100);
        (sums.Latencies.Count, sums.LatenciesBy(static key => key.Day).ShouldHaveSingleItem().Value).ShouldBe((2, 4));
    }
}
