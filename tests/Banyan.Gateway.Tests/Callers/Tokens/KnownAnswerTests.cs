using System.Text;
using System.Text.Json;
using Banyan.Gateway.Callers.Tokens;

namespace Banyan.Gateway.Tests.Callers.Tokens;

/// <summary>The signatures that RFC 7515 (appendix A) and RFC 7520 (section 4) print, read 2026-11-21.</summary>
public sealed class KnownAnswerTests
{
    private const string Payload = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

    // RFC 7515 A.2: RS256.
    private const string RsaKey = """{"kty":"RSA","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ","e":"AQAB"}""";
    private const string RsaToken = "eyJhbGciOiJSUzI1NiJ9." + Payload + ".cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";

    // RFC 7515 A.3: ES256.
    private const string CurveKey = """{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}""";
    private const string CurveToken = "eyJhbGciOiJFUzI1NiJ9." + Payload + ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

    // RFC 7520 4.1: RS256 over a text that is no JSON, by a key with a name.
    private const string BilboKey = """{"kty":"RSA","kid":"bilbo.baggins@hobbiton.example","use":"sig","n":"n4EPtAOCc9AlkeQHPzHStgAbgs7bTZLwUBZdR8_KuKPEHLd4rHVTeT-O-XV2jRojdNhxJWTDvNd7nqQ0VEiZQHz_AJmSCpMaJMRBSFKrKb2wqVwGU_NsYOYL-QtiWN2lbzcEe6XC0dApr5ydQLrHqkHHig3RBordaZ6Aj-oBHqFEHYpPe7Tpe-OfVfHd1E6cS6M1FZcD1NNLYD5lFHpPI9bTwJlsde3uhGqC0ZCuEHg8lhzwOHrtIQbS0FVbb9k3-tVTU4fg_3L_vniUFAKwuCLqKnS2BYwdq_mzSnbLY7h_qixoR7jig3__kRhuaxwUkRz5iaiQkqgc5gHdrNP5zw","e":"AQAB"}""";
    private const string BilboSigned = "eyJhbGciOiJSUzI1NiIsImtpZCI6ImJpbGJvLmJhZ2dpbnNAaG9iYml0b24uZXhhbXBsZSJ9.SXTigJlzIGEgZGFuZ2Vyb3VzIGJ1c2luZXNzLCBGcm9kbywgZ29pbmcgb3V0IHlvdXIgZG9vci4gWW91IHN0ZXAgb250byB0aGUgcm9hZCwgYW5kIGlmIHlvdSBkb24ndCBrZWVwIHlvdXIgZmVldCwgdGhlcmXigJlzIG5vIGtub3dpbmcgd2hlcmUgeW91IG1pZ2h0IGJlIHN3ZXB0IG9mZiB0by4";
    private const string BilboSignature = "MRjdkly7_-oTPTS3AXP41iQIGKa80A0ZmTuV5MEaHoxnW2e5CZ5NlKtainoFmKZopdHM1O2U4mwzJdQx996ivp83xuglII7PNDi84wnB-BDkoBwA78185hX-Es4JIwmDLJK3lfWRa-XtL0RnltuYv746iYTh_qHRD68BNt1uSNCrUCTJDt5aAE6x8wW1Kt9eRo4QPocSadnHXFxnt8Is9UzpERV0ePPQdLuW3IS_de3xyIrDaLGdjluPxUAhb6L2aXic1U12podGU0KLUQSE_oI-ZnmKJ3F4uOZDnd6QZWJushZ41Axf_fcIe8u9ipH84ogoree7vjbU5y18kDquDg";

    [Theory]
    [InlineData("RS256", RsaKey, RsaToken)]
    [InlineData("ES256", CurveKey, CurveToken)]
    public void A_printed_token_is_taken_apart_and_its_signature_holds(string algorithm, string key, string text)
    {
        var token = JsonWebToken.Read(text, out var fault).ShouldNotBeNull(fault.ToString());
        var signer = SigningKey.Read(JsonElement.Parse(key)).ShouldNotBeNull();
        token.Algorithm.ShouldBe(algorithm);
        token.Claims.GetProperty("iss").GetString().ShouldBe("joe");
        signer.Verifies(algorithm, token.Signed, token.Signature).ShouldBeTrue();
        for (var bit = 0; bit < token.Signature.Length * 8; bit += 7)
        {
            var changed = token.Signature.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            signer.Verifies(algorithm, token.Signed, changed).ShouldBeFalse();
        }
    }

    [Fact]
    public void A_printed_signature_over_plain_text_holds_though_such_a_text_is_no_token()
    {
        var key = SigningKey.Read(JsonElement.Parse(BilboKey)).ShouldNotBeNull();
        key.Name.ShouldBe("bilbo.baggins@hobbiton.example");
        key.Verifies("RS256", Encoding.ASCII.GetBytes(BilboSigned), StrictBase64Url.Decode(BilboSignature)).ShouldBeTrue();
        key.Verifies("PS256", Encoding.ASCII.GetBytes(BilboSigned), StrictBase64Url.Decode(BilboSignature)).ShouldBeFalse();
        JsonWebToken.Read($"{BilboSigned}.{BilboSignature}", out var fault).ShouldBeNull();
        fault.ShouldBe(TokenFault.Json);
    }

    [Theory]
    [InlineData("eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9." + Payload + ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")] // RFC 7515 A.1: HS256
    [InlineData("eyJhbGciOiJub25lIn0." + Payload + ".")] // RFC 7515 A.5: none
    public void Printed_tokens_that_anybody_could_have_made_never_verify(string text)
    {
        var token = JsonWebToken.Read(text, out _);
        foreach (var key in new[] { RsaKey, CurveKey, BilboKey }.Select(key => SigningKey.Read(JsonElement.Parse(key))!))
        {
            (token is not null && key.Verifies(token.Algorithm, token.Signed, token.Signature)).ShouldBeFalse();
        }
    }
}
