-- Fails where a workspace's definitions are not those that a batch was decided by before it asked (pipeline/store/open-blind.ts).
CREATE FUNCTION "require_generation"("workspace" integer, "expected" bigint) RETURNS void LANGUAGE plpgsql STABLE AS $$
BEGIN
	PERFORM FROM "workspaces" WHERE "id" = "workspace" AND "generation" = "expected";
	IF NOT FOUND THEN
		RAISE EXCEPTION 'the definitions have changed' USING ERRCODE = 'HK001';
	END IF;
END
$$;
