using System.Text;
using Banyan.Cli.Editing;

namespace Banyan.Cli.Tests.Editing;

public sealed class KeyDecoderTests
{
    private static readonly (string Sent, string Keys)[] Table =
    [
        ("abc", "abc"),
        ("\u65e5\U0001f44d", "\u65e5\U0001f44d"),
        ("\r", "<Enter>"),
        ("\n", "<Enter>"),
        ("\u001b\r", "<NewLine>"),
        ("a\u007fb\b", "a<Backspace>b<Backspace>"),
        ("\u001b[A\u001b[B\u001b[C\u001b[D", "<Up><Down><Right><Left>"),
        ("\u001bOA\u001bOB\u001bOC\u001bOD\u001bOH\u001bOF", "<Up><Down><Right><Left><Home><End>"),
        ("\u001b[H\u001b[F\u001b[1~\u001b[4~\u001b[7~\u001b[8~", "<Home><End><Home><End><Home><End>"),
        ("\u001b[1;5C\u001b[1;5D\u001b[1;3C\u001b[1;3D", "<WordRight><WordLeft><WordRight><WordLeft>"),
        ("\u001bb\u001bf\u001bd\u001b\u007f\u0017", "<WordLeft><WordRight><DeleteWordRight><DeleteWordLeft><DeleteWordLeft>"),
        ("\u001b[3~\u001b[3;5~\u0004", "<Delete><DeleteWordRight><DeleteOrEnd>"),
        ("\u0001\u0005\u0002\u0006\u000e\u0010", "<Home><End><Left><Right><Down><Up>"),
        ("\u0015\u000b\u0019\f\u0012\u0007\u0003\u001a\t", "<DeleteToStart><DeleteToEnd><Yank><ClearScreen><Search><GiveUp><Interrupt><Suspend><Tab>"),
        ("\u001b[200~a\rb\r\nc\u0003\td\u001b[0m\u001b[201~e", "a\nb\nc\td[0me"),
        ("\u001b[200~\u001b[201~", ""),
        ("\u001b[99;1u\u001b[5~x", "<Other><Other>x"),
        ("\u001b\u001b[Ax", "<Up>x"),
    ];

    public static TheoryData<int> Rows => [.. Enumerable.Range(0, Table.Length)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bytes_are_keys_however_they_are_cut(int row)
    {
        var (sent, keys) = Table[row];
        var bytes = Encoding.UTF8.GetBytes(sent);
        Read([bytes]).ShouldBe(keys);
        Read(bytes.Select(one => new[] { one })).ShouldBe(keys);
        for (var cut = 1; cut < bytes.Length; cut++)
        {
            Read([bytes[..cut], bytes[cut..]]).ShouldBe(keys, $"cut at {cut}");
        }
    }

    private static string Read(IEnumerable<byte[]> pieces)
    {
        var decoder = new KeyDecoder();
        return string.Concat(pieces.SelectMany(piece => decoder.Take(piece).ToList()).Select(key => key.Kind == KeyKind.Text ? key.Text : $"<{key.Kind}>"));
    }
}
