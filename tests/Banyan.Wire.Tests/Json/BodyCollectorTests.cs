using Banyan.Wire.Json;

namespace Banyan.Wire.Tests.Json;

public sealed class BodyCollectorTests
{
    [Theory]
    [InlineData(0, null)]
    [InlineData(1, null)]
    [InlineData(511, null)]
    [InlineData(100_000, null)]
    [InlineData(5_000_000, null)]
    [InlineData(100_000, 100_000L)]
    [InlineData(100_000, 10L)]
    [InlineData(10, 5_000_000L)]
    public void What_went_in_comes_out_in_order_whatever_was_told(int size, long? told)
    {
        var sent = Enumerable.Range(0, size).Select(i => (byte)(i * 31)).ToArray();
        using var collector = new BodyCollector(told, 5_000_000);
        Fill(collector, sent).ShouldBeTrue();
        var (buffer, length) = collector.Take();
        buffer.AsSpan(0, length).SequenceEqual(sent).ShouldBeTrue();
        BodyMemory.Return(buffer);
    }

    [Theory]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    [InlineData(100_000, false)]
    public void More_than_the_bound_is_told_and_cut_to_it(int size, bool fits)
    {
        using var collector = new BodyCollector(null, 1000);
        Fill(collector, new byte[size]).ShouldBe(fits);
        collector.Take().Length.ShouldBe(1000);
    }

    private static bool Fill(BodyCollector collector, ReadOnlySpan<byte> left)
    {
        while (!left.IsEmpty)
        {
            var room = collector.Room;
            room.IsEmpty.ShouldBeFalse();
            var count = Math.Min(Math.Min(left.Length, room.Length), 7000);
            left[..count].CopyTo(room.Span);
            left = left[count..];
            if (!collector.TryAdvance(count))
            {
                return false;
            }
        }

        return true;
    }
}
