using System.Globalization;
using Banyan.Wire.Translation;

namespace Banyan.Wire.Tests.Translation;

public sealed class DroppedHeaderTests
{
    [Fact]
    public void Pointers_stand_in_order_between_commas() => DroppedHeader.Format(["/seed", "/temperature=1", "/messages/0/name"]).ShouldBe("/seed,/temperature=1,/messages/0/name");

    [Fact]
    public void Nothing_dropped_is_no_header() => DroppedHeader.Format([]).ShouldBeNull();

    [Fact]
    public void What_a_header_may_not_carry_is_percent_encoded() => DroppedHeader.Format(["/a,b%\r\né"]).ShouldBe("/a%2Cb%25%0D%0A%C3%A9");

    [Theory]
    [InlineData(10)]
    [InlineData(2000)]
    [InlineData(3000)]
    public void What_does_not_fit_is_counted(int length)
    {
        string[] dropped = [.. Enumerable.Range(0, 500).Select(i => "/" + new string('x', length - 4) + i.ToString("D3", CultureInfo.InvariantCulture))];

        var value = DroppedHeader.Format(dropped)!;

        value.Length.ShouldBeLessThanOrEqualTo(DroppedHeader.MaxBytes);
        var entries = value.Split(',');
        var rest = int.Parse(entries[^1].AsSpan(1), CultureInfo.InvariantCulture);
        (entries.Length - 1 + rest).ShouldBe(500);
        entries[..^1].ShouldBe(dropped[..(entries.Length - 1)]);
    }
}
