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
            var spliced = SpanSplicer.Join(SpanSplicer.Splice(one.body, one.edits));
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

    [Fact]
    public void Pieces_stand_where_they_arrived_and_none_is_empty()
    {
        byte[] body = [1, 2, 3, 4];
        var parts = SpanSplicer.Splice(body, [new(new(0, 1), new byte[] { 9 }), new(new(2, 0), default), new(new(3, 1), default)]);
        parts.Select(part => part.ToArray()).ShouldBe([[9], [2], [3]]);
        parts[1].Span.Overlaps(body).ShouldBeTrue();
        SpanSplicer.Splice(body, [new(new(0, 4), default)]).ShouldBeEmpty();
    }

    [Fact]
    public void An_edited_body_knows_what_was_asked_without_another_look()
    {
        var asked = new WireBody(DialectTable.Get(DialectId.OpenAiChat), """{"model":"a","stream":true,"n":2,"messages":[]}"""u8.ToArray(), Operation.Chat);
        var edited = asked.Edit(new SpanEdit(asked.Lens.ModelSpan!.Value, "\"longer\""u8.ToArray()));
        edited.Asked.ShouldBeSameAs(asked.Lens);
        edited.Edit(new SpanEdit(new ByteSpan(0, 0), default)).Asked.ShouldBeSameAs(asked.Lens);
        edited.Lens.Model.ShouldBe("longer");
        System.Text.Encoding.UTF8.GetString(edited.Bytes.Span).ShouldBe("""{"model":"longer","stream":true,"n":2,"messages":[]}""");
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
