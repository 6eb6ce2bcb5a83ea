namespace Banyan.Gateway.Callers.Tokens;

/// <summary>What is wrong with a token. Told to nobody but the log: every refusal reads the same.</summary>
internal enum TokenFault : byte
{
    None,
    TooLong,
    Form,
    Encoding,
    Json,
    Header,
    KeyName,
    Algorithm,
    Issuer,
    Key,
    Signature,
    Audience,
    Expired,
    NotYet,
    Lifetime,
    Claims,
    KeysAway,
}
