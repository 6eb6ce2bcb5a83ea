namespace Banyan.Storage.Sql;

/// <summary>Takes the values of a row place by place, none of them boxed. Places count from 1.</summary>
internal interface IColumnTarget
{
    void Text(int place, string? value);

    void Number(int place, long? value);

    void Id(int place, Guid? value);

    void Instant(int place, DateTime value);

    void Bytes(int place, byte[]? value);
}
