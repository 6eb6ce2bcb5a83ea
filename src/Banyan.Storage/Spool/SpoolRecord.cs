namespace Banyan.Storage.Spool;

/// <summary>One record of a spool: a kind its owner gives meaning to, and bytes.</summary>
internal readonly record struct SpoolRecord(byte Kind, byte[] Payload);
