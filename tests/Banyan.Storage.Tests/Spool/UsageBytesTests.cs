using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Storage.Spool;
using Banyan.TestKit;

namespace Banyan.Storage.Tests.Spool;

public sealed class UsageBytesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_member_of_a_row_survives()
    {
        var full = Rows.Full(Rows.One(7).RequestId);
        foreach (var member in typeof(UsageRow).GetProperties())
        {
            var value = member.GetValue(full);
            (value is null || Equals(value, member.PropertyType.IsValueType ? Activator.CreateInstance(member.PropertyType) : null))
                .ShouldBeFalse($"the full row has no value of its own for {member.Name}");
        }

        UsageBytes.Read(UsageBytes.Of(full)).ShouldBe(full);
    }

    [Fact]
    public void What_is_missing_stays_missing_and_signs_and_extremes_are_kept()
    {
        UsageBytes.Read(UsageBytes.Of(Rows.One())).ShouldBe(Rows.One());
        foreach (var cost in (long[])[0, -1, 1, 63, 64, -64, -65, long.MaxValue, long.MinValue])
        {
            var row = Rows.One() with { CostNanoUsd = cost, UserId = "", Feature = new string('要', 400) };
            UsageBytes.Read(UsageBytes.Of(row)).ShouldBe(row);
        }
    }

    [Fact]
    public void A_spool_of_the_release_before_is_read()
    {
        var (ended, begun) = (Rows.Full(Rows.One(3).RequestId), Rows.One(2) with { Outcome = Outcome.Lost });
        using (var segments = new TestSegments(_folder.Path))
        using (var file = new SpoolFile(segments))
        {
            file.TryAppend(1, JsonSerializer.SerializeToUtf8Bytes(begun, UsageJson.Default.UsageRow), 0).ShouldBeTrue();
            file.TryAppend(2, JsonSerializer.SerializeToUtf8Bytes(ended, UsageJson.Default.UsageRow), 0).ShouldBeTrue();
        }

        using var left = new TestSegments(_folder.Path);
        using var spool = new UsageSpool(new SpoolFile(left), isStrict: false);
        var rows = new List<UsageRow>();
        while (spool.Peek(10) is { Count: > 0 } some)
        {
            rows.AddRange(some);
            spool.Take(some.Count);
        }

        rows.OrderBy(row => row.OccurredAt).ShouldBe([ended, begun]);
    }

    [Fact]
    public void A_row_of_a_later_release_is_refused_with_what_to_do() =>
        Should.Throw<InvalidDataException>(() => UsageBytes.Read([9, 1, 2])).Message.ShouldContain("start that release once");
}
