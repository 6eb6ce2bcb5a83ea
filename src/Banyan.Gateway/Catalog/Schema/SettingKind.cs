namespace Banyan.Gateway.Catalog.Schema;

/// <summary>What form a setting's value has.</summary>
internal enum SettingKind : byte
{
    Text,
    Flag,
    Whole,
    Number,
    Money,
    Duration,
    Size,
    Word,
    Address,
    Secret,
    Map,
    Table,
    List,
    Any,
}
