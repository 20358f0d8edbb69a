using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.ValueGeneration;

namespace CreditLedger.Data.SqlServer;

/// <summary>Takes the keys of rows that EF inserts from <c>IdBlocks</c>, one at a time, on the context's own connection.</summary>
internal sealed class BlockIdGenerator : ValueGenerator<long>
{
    /// <inheritdoc />
    public override bool GeneratesTemporaryValues => false;

    /// <inheritdoc />
    public override long Next(EntityEntry entry)
    {
        var database = entry.Context.Database;
        database.OpenConnection();
        try
        {
            using DbCommand command = database.GetDbConnection().CreateCommand();
            command.Transaction = database.CurrentTransaction?.GetDbTransaction();
            command.CommandText =
                "UPDATE IdBlocks SET NextId = NextId + 1 WHERE Name = @name; SELECT NextId - 1 FROM IdBlocks WHERE Name = @name;";
            var name = command.CreateParameter();
            (name.ParameterName, name.DbType, name.Size, name.Value) = ("@name", DbType.String, 50, entry.Metadata.GetTableName());
            command.Parameters.Add(name);
            return (long)(command.ExecuteScalar() ?? throw new InvalidOperationException($"IdBlocks has no row '{name.Value}'."));
        }
        finally
        {
            database.CloseConnection();
        }
    }
}
