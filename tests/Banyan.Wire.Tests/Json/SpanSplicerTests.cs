using Banyan.Wire.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Banyan.Wire.Tests.Json;

public sealed class SpanSplicerTests
{
    [Fact]
    public void Every_byte_outside_the_edits_is_kept()
    {
        var cases = from body in Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf()
                    from cuts in Gen.Choose(0, Math.Max(0, body.Length)).ListOf()
                    from replacements in Gen.Choose(0, 9).ListOf(cuts.Count)
                    select (body, edits: Edits(cuts.Order().ToList(), replacements.ToList()));
        Prop.ForAll(cases.ToArbitrary(), one =>
        {
            var spliced = SpanSplicer.Splice(one.body, one.edits);
            return Untouched(one.body, one.edits, ofResult: false).SequenceEqual(Untouched(spliced, one.edits, ofResult: true));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void Edits_that_overlap_or_run_backwards_are_a_bug()
    {
        byte[] body = [1, 2, 3, 4];
        Should.Throw<ArgumentException>(() => SpanSplicer.Splice(body, [new(new(1, 2), default), new(new(2, 1), default)]));
        Should.Throw<ArgumentException>(() => SpanSplicer.Splice(body, [new(new(3, 1), default), new(new(0, 1), default)]));
        Should.Throw<ArgumentException>(() => SpanSplicer.Splice(body, [new(new(3, 2), default)]));
    }

    private static SpanEdit[] Edits(List<int> cuts, List<int> lengths)
    {
        var edits = new List<SpanEdit>();
        for (var i = 0; i + 1 < cuts.Count; i += 2)
        {
            edits.Add(new SpanEdit(new ByteSpan(cuts[i], cuts[i + 1] - cuts[i]), new byte[lengths[i]]));
        }

        return [.. edits];
    }

    private static List<byte> Untouched(byte[] bytes, SpanEdit[] edits, bool ofResult)
    {
        var kept = new List<byte>();
        var position = 0;
        var shift = 0;
        foreach (var (span, replacement) in edits)
        {
            var start = span.Start + (ofResult ? shift : 0);
            kept.AddRange(bytes[position..start]);
            position = start + (ofResult ? replacement.Length : span.Length);
            shift += replacement.Length - span.Length;
        }

        kept.AddRange(bytes[position..]);
        return kept;
    }
}
