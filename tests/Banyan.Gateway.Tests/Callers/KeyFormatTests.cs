using System.Globalization;
using System.Numerics;
using System.Text;
using Banyan.Gateway.Callers;

namespace Banyan.Gateway.Tests.Callers;

public sealed class KeyFormatTests
{
    [Fact]
    public void The_checksum_is_the_crc_32_of_zip() => Crc32.Of("123456789").ShouldBe(0xCBF43926);

    [Fact]
    public void A_key_of_known_parts_has_a_known_text()
    {
        var secret = Enumerable.Range(0, 32).Select(i => (byte)i).ToArray();
        var key = KeyFormat.Make(isTest: false, "Ab12Cd34", secret);
        key.ShouldStartWith("byn_live_Ab12Cd34_");
        key.Length.ShouldBe(68);

        var number = new BigInteger(secret, isUnsigned: true, isBigEndian: true);
        Digits(key[18..61]).ShouldBe(number);
        Digits(key[62..]).ShouldBe(Crc32.Of(key.AsSpan(0, 61)));
    }

    [Fact]
    public void The_largest_secret_fits_its_digits()
    {
        var secret = Enumerable.Repeat((byte)0xFF, 32).ToArray();
        Digits(KeyFormat.Make(true, "00000000", secret)[18..61]).ShouldBe((BigInteger.One << 256) - 1);
    }

    [Fact]
    public void A_made_key_is_taken_apart_again()
    {
        for (var i = 0; i < 200; i++)
        {
            var key = KeyFormat.Make(isTest: i % 2 == 0);
            KeyFormat.TryParse(key, out var id, out var secret).ShouldBeTrue();
            id.ToString().ShouldBe(key[9..17]);
            secret.ToString().ShouldBe(key[18..61]);
        }
    }

    [Fact]
    public void Every_single_typo_is_refused_without_a_look_up()
    {
        var key = KeyFormat.Make(isTest: false);
        for (var at = 0; at < key.Length; at++)
        {
            var typo = new StringBuilder(key) { [at] = key[at] == 'x' ? 'y' : 'x' }.ToString();
            KeyFormat.TryParse(typo, out _, out _).ShouldBeFalse($"at {at.ToString(CultureInfo.InvariantCulture)}");
        }
    }

    public static TheoryData<string> Hostile => new()
    {
        "", "byn_", "byn_live_", "Bearer", new string('A', 68), new string('_', 68), new string('\0', 68), string.Concat(Enumerable.Repeat("😀", 34)),
        "byn_live_Ab12Cd34_" + new string('é', 43) + "_000000", "byn_prod_Ab12Cd34_" + new string('0', 43) + "_000000", new string('9', 1_000_000),
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Hostile_text_is_refused_quietly(string text) => KeyFormat.TryParse(text, out _, out _).ShouldBeFalse();

    [Fact]
    public void Two_keys_never_share_a_secret() =>
        Enumerable.Range(0, 1_000).Select(_ => KeyFormat.Make(false)[18..61]).Distinct(StringComparer.Ordinal).Count().ShouldBe(1_000);

    private static BigInteger Digits(string text) =>
        text.Aggregate(BigInteger.Zero, (number, digit) => (number * 62) + Base62.Alphabet.IndexOf(digit, StringComparison.Ordinal));
}
